/** Lets somebody choose files of their own; none if they think better of it. */
export function chooseFiles(accept: string, multiple = false): Promise<File[]> {
	const input = document.createElement('input');
	input.type = 'file';
	input.accept = accept;
	input.multiple = multiple;
	return new Promise((resolve) => {
		input.addEventListener('change', () => resolve([...(input.files ?? [])]));
		input.addEventListener('cancel', () => resolve([]));
		input.click();
	});
}
