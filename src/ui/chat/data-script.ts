import type { ChatData } from './chat-data.ts';

/** What the script of the chat starts from, in a script that browsers do not run. No `<` stays: it could end the script. */
export function dataScript(data: ChatData): string {
	return `<script type="application/json" id="chat-data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
}
