// What the pages of a journey do with a script. Without it they work as well: forms post, files go with them, a name is a signature.
import { keepDrafts } from './drafts.ts';
import { findHere } from './here.ts';
import { lookAgain } from './look-again.ts';
import { takeDrawing } from './sign.ts';
import { sendAhead } from './send-ahead.ts';

for (const field of document.querySelectorAll<HTMLInputElement>('[data-zone]'))
	field.value = new Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-drafts]')) keepDrafts(form);
for (const place of document.querySelectorAll<HTMLElement>('[data-here]')) findHere(place);
for (const files of document.querySelectorAll<HTMLElement>('[data-files]')) sendAhead(files);
for (const field of document.querySelectorAll<HTMLElement>('[data-sign]')) takeDrawing(field);
for (const part of document.querySelectorAll<HTMLElement>('[data-again]')) lookAgain(part);
