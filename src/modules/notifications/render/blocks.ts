/** What a message is made of. Texts are plain: each renderer escapes them. */
export type Block =
	| { kind: 'heading'; text: string }
	| { kind: 'text'; text: string }
	/** Somebody's own words, line breaks kept. */
	| { kind: 'quote'; label: string; text: string }
	| { kind: 'facts'; rows: [label: string, value: string][] }
	| { kind: 'list'; label: string; items: { text: string; url?: string | undefined }[] }
	| { kind: 'button'; text: string; url: string }
	| { kind: 'note'; text: string };
