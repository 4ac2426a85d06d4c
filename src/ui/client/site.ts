// All that the pages do with a script. Without it everything works too: forms post, links lead, menus open.
import { streamAnswers } from './ask.ts';
import { keepClock } from './clocks.ts';
import { offerCopies } from './copy-link.ts';
import { closeMenus } from './menus.ts';
import { countReading } from './reading.ts';
import { suggestArticles } from './suggest.ts';
import { swapForms } from './swap.ts';

for (const field of document.querySelectorAll<HTMLElement>('[data-suggest]')) suggestArticles(field);
// After the suggestions: Enter on a chosen one opens it and asks nothing.
for (const form of document.querySelectorAll<HTMLFormElement>('[data-ask]')) streamAnswers(form);
for (const text of document.querySelectorAll<HTMLElement>('[data-copy]')) offerCopies(text);
for (const clock of document.querySelectorAll<HTMLElement>('[data-clock]')) keepClock(clock);
for (const text of document.querySelectorAll<HTMLElement>('[data-reading]')) countReading(text);
swapForms();
closeMenus();
