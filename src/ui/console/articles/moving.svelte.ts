/** What is being dragged: articles, or one collection. The browser hides what a drag carries until it is dropped. */
class Moving {
	articles = $state.raw<readonly string[]>([]);
	collection = $state<string>();

	get is(): boolean {
		return this.articles.length > 0 || this.collection !== undefined;
	}

	end(): void {
		this.articles = [];
		this.collection = undefined;
	}
}

export const moving = new Moving();

/** What a screen reader says of a move by keys. */
class Announcer {
	text = $state('');

	say(text: string): void {
		this.text = text;
	}
}

export const announcer = new Announcer();
