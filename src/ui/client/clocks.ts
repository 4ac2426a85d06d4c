import { nearMoment, timeLeft } from '../promise-clock.ts';

const EVERY_MS = 15_000;

/** Keeps the clock of a promise: by the reader's own zone, with what is left of it, and with honest words once it is over. Answers what stops it. */
export function keepClock(clock: HTMLElement): () => void {
	const lang = clock.closest('[lang]')?.getAttribute('lang') ?? 'en';
	const tick = () => {
		const now = new Date();
		for (const time of clock.querySelectorAll('time')) time.textContent = nearMoment(time.dateTime, lang, { now });
		countDown(clock, lang, now);
	};
	tick();
	const timer = setInterval(tick, EVERY_MS);
	return () => clearInterval(timer);
}

function countDown(clock: HTMLElement, lang: string, now: Date): void {
	const due = clock.dataset.clock;
	const [soon, late, left] = ['soon', 'late', 'left'].map((part) => clock.querySelector<HTMLElement>(`[data-${part}]`));
	if (!due || !soon || !late || !left) return;
	left.textContent = timeLeft(due, lang, now);
	soon.hidden = new Date(due) < now;
	late.hidden = !soon.hidden;
	clock.classList.toggle('late', soon.hidden);
}
