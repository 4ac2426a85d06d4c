import { expect, test } from 'vitest';
import { drawingSize } from './drawing.ts';

test.each([
	{ says: 'only a view box', root: 'viewBox="0 0 480 315"', is: { width: 480, height: 315 } },
	{ says: 'a view box with commas', root: "viewBox='-10,-10, 200.4,99.6'", is: { width: 200, height: 100 } },
	{ says: 'pixels', root: 'width="120px" height="80" viewBox="0 0 12 8"', is: { width: 120, height: 80 } },
	{ says: 'millimetres', root: 'width="210mm" height="297mm"', is: { width: 794, height: 1_123 } },
	{ says: 'one side and a view box', root: 'width="300" viewBox="0 0 2 1"', is: { width: 300, height: 150 } },
	{ says: 'the other side and a view box', root: 'height="50" viewBox="0 0 2 1"', is: { width: 100, height: 50 } },
	{ says: 'shares of the page', root: 'width="100%" height="100%" viewBox="0 0 64 32"', is: { width: 64, height: 32 } },
	{
		says: 'the stroke as wide',
		root: 'stroke-width="3" data-width="9" viewBox="0 0 5 5"',
		is: { width: 5, height: 5 },
	},
	{ says: 'nothing', root: 'id="a"', is: undefined },
	{ says: 'one side alone', root: 'width="300"', is: undefined },
	{ says: 'nonsense', root: 'width="-3" height="0" viewBox="0 0 NaN x"', is: undefined },
	{ says: 'more than any screen has', root: 'viewBox="0 0 1e300 1"', is: undefined },
])('a drawing that says $says', ({ root, is }) => {
	const comment = '<!-- <svg width="1" height="1"> -->';
	expect(
		drawingSize(`<?xml version="1.0"?>\n${comment}<svg xmlns="http://www.w3.org/2000/svg" ${root}><g/></svg>`),
	).toEqual(is);
});

test('what is no drawing, or cut off in its head, has no size', () => {
	expect(drawingSize('')).toBeUndefined();
	expect(drawingSize('<svg width="3" height="')).toBeUndefined();
	expect(drawingSize('<!-- <svg width="3" height="4">')).toBeUndefined();
	expect(drawingSize('<!--'.repeat(100_000) + ' a='.repeat(100_000))).toBeUndefined();
});
