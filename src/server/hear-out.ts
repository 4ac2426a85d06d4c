import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream';

/**
 * Takes and forgets what is still being sent before the answer ends. A browser sends a form to its end before it reads what became of it, and one whose
 * connection is closed meanwhile shows a fault of the network instead.
 */
export function hearOut(request: IncomingMessage, response: ServerResponse): void {
	const { end } = response;
	response.end = ((...args: unknown[]) => {
		finished(request.resume(), () => Reflect.apply(end, response, args));
		return response;
	}) as typeof end;
}
