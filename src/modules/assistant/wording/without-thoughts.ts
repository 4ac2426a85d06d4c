/** Some models think aloud first. */
export async function* withoutThoughts(lines: AsyncIterable<string>): AsyncGenerator<string> {
	let thinking = false;
	for await (const line of lines) {
		if (line.includes('<think>')) thinking = true;
		if (!thinking) yield line;
		if (line.includes('</think>')) thinking = false;
	}
}
