import hints from 'virtual:widget/hints';
import { handOut } from '../door/hand-out.ts';
import { hintSettings } from '../door/widget.ts';
import type { RequestHandler } from './$types';

/** What the owner has said by itself: apart from the loader, which stays small however much that is. */
export const GET: RequestHandler = ({ locals, request }) =>
	handOut(request, `(()=>{const HINTS=${JSON.stringify(hintSettings(locals.app.settings))};${hints}})()`);
