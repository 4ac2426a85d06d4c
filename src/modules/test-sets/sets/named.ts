import { isConstraint, problem } from '#core/errors.ts';

/** A write that gives a set its name. Throws `invalid_input` when another has it. */
export async function named<T>(write: Promise<T>): Promise<T> {
	return write.catch((error: unknown) => {
		if (!isConstraint(error)) throw error;
		const message = 'Another test set has this name.';
		throw problem('invalid_input', { detail: message, errors: [{ path: 'name', code: 'taken', message }] });
	});
}
