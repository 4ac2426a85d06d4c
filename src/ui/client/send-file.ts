/** Sends a file ahead of its form. Answers under which id it is kept; throws where it is not taken. The old way of asking alone tells how far it is. */
export function sendFile(to: string, file: Blob, name: string, progress?: (part: number) => void): Promise<string> {
	const body = new FormData();
	body.append('file', file, name);
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open('POST', to);
		request.responseType = 'json';
		request.upload.addEventListener('progress', ({ loaded, total }) => progress?.(total ? loaded / total : 0));
		request.addEventListener('load', () => {
			const { id } = (request.response ?? {}) as { id?: string };
			if (request.status === 201 && id) resolve(id);
			else reject(new Error(`refused: ${request.status}`));
		});
		request.addEventListener('error', () => reject(new Error('not sent')));
		request.send(body);
	});
}
