type Bytes = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

export function grown<T extends Bytes>(array: T, length: number): T {
	const bigger = new (array.constructor as new (length: number) => T)(length);
	bigger.set(array);
	return bigger;
}

/** A typed array that every thread can read. */
export function shared<T>(type: new (buffer: SharedArrayBuffer) => T, length: number): T {
	const bytes = (type as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
	return new type(new SharedArrayBuffer(length * bytes));
}

export function sharedCopy<T extends Bytes>(array: T): T {
	const copy = shared(array.constructor as new (buffer: SharedArrayBuffer) => T, array.length);
	copy.set(array);
	return copy;
}
