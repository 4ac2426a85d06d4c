const SUBJECT_LENGTH = 120;

/** The first line, since that is where people say what it is about. */
export function subjectOf(text: string): string {
	const characters = [...(text.trim().split('\n')[0] ?? '').trim()];
	return characters.length > SUBJECT_LENGTH
		? `${characters.slice(0, SUBJECT_LENGTH - 1).join('')}…`
		: characters.join('');
}
