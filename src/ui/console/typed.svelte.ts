/** After the letter that is probably not the last one. */
const PAUSE_MS = 150;

/**
 * A field that looks up what is typed into it while it is being typed. `shown`: what the page in sight was made by; what is typed stands over it, also
 * while it is looked up, and gives way once the page shows something else, such as after the back button.
 */
export class Typed {
	#typed = $state.raw<{ text: string; led?: string }>();
	#waiting: ReturnType<typeof setTimeout> | undefined;
	readonly #shown: () => string;
	readonly #look: (text: string) => Promise<unknown>;

	constructor(shown: () => string, look: (text: string) => Promise<unknown>) {
		this.#shown = shown;
		this.#look = look;
	}

	get value(): string {
		const shown = this.#shown();
		return this.#typed && (this.#typed.led ?? shown) === shown ? this.#typed.text : shown;
	}

	set value(text: string) {
		clearTimeout(this.#waiting);
		this.#typed = { text };
		this.#waiting = setTimeout(() => void this.#lookFor(text), PAUSE_MS);
	}

	async #lookFor(text: string): Promise<void> {
		await this.#look(text);
		if (this.#typed?.text === text) this.#typed = { text, led: this.#shown() };
	}
}
