/** What a customer sees of a journey through one door. */
export type Seen = {
	/** `asks`: a question; `review`: the receipt; `over`: done; `ends`: it is not for them; `with_team`: a person has it. */
	at: 'asks' | 'review' | 'over' | 'ends' | 'with_team';
	/** Of the question, as it reads. */
	label: string;
	/** Whether it was said that the last answer would not do. */
	fault: boolean;
	/** What there is to choose from, as it is chosen here. */
	choices: readonly string[];
	/** Where the question can only be answered elsewhere. */
	link: string | undefined;
	text: string;
};

/** Somebody who does a service through this door. */
export type Visit = {
	see(): Promise<Seen>;
	answer(said: string): Promise<Seen>;
	skip(): Promise<Seen>;
	confirm(): Promise<Seen>;
};

/** Each comes from an address of their own. */
export type Customer = { token: string; id: string; address: string };

export const fetchAs =
	({ address }: Customer): typeof fetch =>
	(to, init) =>
		fetch(to, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), 'x-forwarded-for': address } });

export type Door = {
	name: string;
	/** Asks for the service as one does here. */
	begin(customer: Customer, service: string): Promise<Visit>;
	/** Goes on with what was begun elsewhere. */
	resume(customer: Customer, journey: { id: string; code: string; service: string }): Promise<Visit>;
	/** Asks for a person in the middle of it. */
	handOver?(customer: Customer, visit: Visit): Promise<Seen>;
};
