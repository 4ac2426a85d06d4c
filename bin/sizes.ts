// Prints the largest files and functions, and fails when one is over the budget of STYLE.md.
import { globSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** `lines` of a file are all its lines; those of a function leave out blank lines and comments. */
type Sized = { lines: number; where: string };

const MAX_FILE = 300;
const MAX_FUNCTION = 80;
const COMMENT = /^(\/\/|\/\*|\*|<!--|--)/;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const paths = globSync([
	'src/**/*.{ts,js,svelte,css}',
	'tests/**/*.ts',
	'bin/**/*',
	'db/migrations/*.sql',
	'*.ts',
]).filter((path) => !path.startsWith('src/core/i18n/paraglide/') && statSync(path).isFile());
const sources = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const files = sources.map(({ path, text }) => ({ lines: text.trimEnd().split('\n').length, where: path }));
const functions = sources
	.filter(({ path }) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
	.flatMap(({ path, text }) => functionsOf(path, path.endsWith('.svelte') ? scriptsOf(text) : text));
const allLines = sources.flatMap(({ text }) => text.split('\n').map((line) => line.trim())).filter(Boolean);
const comments = allLines.filter((line) => COMMENT.test(line)).length / allLines.length;

const overBudget = [report('files', files, MAX_FILE), report('functions', functions, MAX_FUNCTION)].flat();
console.log(`comments: ${(comments * 100).toFixed(1)} % of the lines`);
for (const { lines, where } of overBudget) console.error(`over budget: ${where} (${lines} lines)`);
process.exitCode = overBudget.length > 0 ? 1 : 0;

function report(what: string, sized: Sized[], max: number): Sized[] {
	const sorted = sized.toSorted((a, b) => b.lines - a.lines);
	console.log(
		`${sized.length} ${what}, median ${sorted[sized.length >> 1]?.lines} lines, at most ${max}; the largest:`,
	);
	for (const { lines, where } of sorted.slice(0, 5)) console.log(`  ${String(lines).padStart(4)}  ${where}`);
	return sorted.filter(({ lines }) => lines > max);
}

function functionsOf(path: string, text: string): Sized[] {
	const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	const found: Sized[] = [];
	visit(source);
	return found;

	function visit(node: ts.Node) {
		if (ts.isFunctionLike(node) && 'body' in node && node.body) {
			const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
			found.push({ lines: codeLines(node.getText()), where: `${path}:${line} ${nameOf(node)}` });
		}
		ts.forEachChild(node, visit);
	}
}

function codeLines(text: string): number {
	return text.split('\n').filter((line) => line.trim() && !COMMENT.test(line.trim())).length;
}

function nameOf(node: ts.SignatureDeclaration): string {
	const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
	return named?.getText() ?? '(anonymous)';
}

/** The scripts of a Svelte file at their own line numbers, everything else blanked. */
function scriptsOf(text: string): string {
	const blank = (part: string) => part.replaceAll(/[^\n]/g, '');
	const pieces = text.split(/(<script[^>]*>|<\/script>)/);
	return pieces.map((piece, i) => (pieces[i - 1]?.startsWith('<script') ? piece : blank(piece))).join('');
}
