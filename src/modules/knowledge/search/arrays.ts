type Bytes = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

export function grown<T extends Bytes>(array: T, length: number): T {
	const bigger = new (array.constructor as new (length: number) => T)(length);
	bigger.set(array);
	return bigger;
}

/** A typed array that every thread can read. */
export function shared<T>(type: SharedArrayOf<T>, length: number): T {
	return new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT));
}

export type SharedArrayOf<T> = { new (buffer: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number };

export function sharedCopy<T extends Bytes>(array: T): T {
	const copy = shared(array.constructor as SharedArrayOf<T>, array.length);
	copy.set(array);
	return copy;
}
