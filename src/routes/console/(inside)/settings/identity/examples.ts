import guide from '../../../../../../docs/identity.md?raw';

/** What the documentation shows for each language of back ends, so that there is one of each. */
export const EXAMPLES = [...guide.matchAll(/^### (.+)\n\n```\w+\n([\s\S]*?)```$/gm)].map(
	([, name = '', code = '']) => ({
		name,
		code,
	}),
);
