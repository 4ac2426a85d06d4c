import type { SayHere } from '../../words.ts';

export type By = { kind: string; name: string | undefined };

/** Who did something, as the page of a customer names them. */
export function byWhom(say: SayHere, { kind, name }: By): string {
	if (name) return name;
	if (kind === 'customer') return say('customers_by_customer');
	if (kind === 'assistant') return say('customers_by_assistant');
	return say(kind === 'key' ? 'customers_by_key' : 'console_audit_system');
}
