import {
	Extension,
	InputRule,
	markInputRule,
	nodeInputRule,
	textblockTypeInputRule,
	wrappingInputRule,
} from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { safeLink } from '#modules/knowledge/browser.ts';
import { nodeType } from './commands/lists.ts';

/** What turns into a block or mark while it is typed, as in Markdown. */
export const Rules = Extension.create({
	name: 'rules',
	addInputRules() {
		const { schema } = this.editor;
		return [...blockRules(schema), ...markRules(schema)];
	},
});

function blockRules(schema: Schema): InputRule[] {
	const type = (name: string) => nodeType(schema, name);
	return [
		textblockTypeInputRule({
			find: /^(#{1,4})\s$/,
			type: type('heading'),
			getAttributes: ([, marks]) => ({ level: Math.max(2, marks?.length ?? 2) }),
		}),
		wrappingInputRule({ find: /^\s*[-+*]\s$/, type: type('bulletList') }),
		wrappingInputRule({
			find: /^(\d{1,9})[.)]\s$/,
			type: type('orderedList'),
			getAttributes: ([, start]) => ({ start: Number(start) }),
			joinPredicate: ([, start], node) => node.childCount + Number(node.attrs.start) === Number(start),
		}),
		wrappingInputRule({ find: /^\s*>\s$/, type: type('blockquote') }),
		textblockTypeInputRule({
			find: /^```([\w+#.-]{0,40})\s$/,
			type: type('codeBlock'),
			getAttributes: ([, language]) => ({ language: language || null }),
		}),
		nodeInputRule({ find: /^(?:---|—-|\*\*\*\s|___\s)$/, type: type('horizontalRule') }),
	];
}

function markRules(schema: Schema): InputRule[] {
	const rule = (name: string, find: RegExp) => {
		const type = schema.marks[name];
		return type ? [markInputRule({ find, type })] : [];
	};
	return [
		...rule('bold', /(?:^|[^*])(\*\*(?!\s)([^*]+)(?<!\s)\*\*)$/),
		...rule('bold', /(?:^|\s)(__(?!\s)([^_]+)(?<!\s)__)$/),
		...rule('italic', /(?:^|[^*])(\*(?![\s*])([^*]+)(?<!\s)\*)$/),
		...rule('italic', /(?:^|\s)(_(?![\s_])([^_]+)(?<!\s)_)$/),
		...rule('strike', /(?:^|[^~])(~~(?!\s)([^~]+)(?<!\s)~~)$/),
		...rule('code', /(?:^|[^`])(`([^`]+)`)$/),
		linkRule(schema),
	];
}

/** `[text](address)` */
function linkRule(schema: Schema): InputRule {
	return new InputRule({
		find: /(?<!!)\[([^[\]]+)\]\(([^()\s]+)\)$/,
		handler: ({ state, range, match: [, text = '', address = ''] }) => {
			const href = safeLink(address);
			const link = schema.marks.link;
			if (!href || !link) return null;
			state.tr.replaceWith(range.from, range.to, schema.text(text, [link.create({ href })])).removeStoredMark(link);
			return undefined;
		},
	});
}
