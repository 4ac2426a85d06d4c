import type { CalendarEntry } from './calendar/write-ics.ts';

/** A rendered message on its way out. `id` is the notification's: a channel derives its own id from it, so that a second copy can be recognised. */
export type Message = {
	id: string;
	to: string;
	/** The name people see as the sender. */
	from: string;
	lang: string;
	subject: string;
	text: string;
	html: string;
	reply_to?: string | undefined;
	/** For the calendar of whoever gets it, where a channel can carry that. */
	entry?: CalendarEntry | undefined;
};

/** What the outside world said. `retry` is false when trying again cannot help; `error` is for the owner to read. */
export type PutResult = { ok: true } | { ok: false; retry: boolean; error: string };

export type Channel = {
	name: string;
	/** Where a message for `to` goes, or nothing while the channel is not set up: then it waits. `to` is an address or `OWNER`. */
	address(to: string): string | undefined;
	/** Sends over the network, never within a transaction. Must end by itself within 30 seconds and must not throw. */
	put(message: Message): Promise<PutResult>;
};

/** Stands for whoever runs the installation; the address is looked up when the message leaves. */
export const OWNER = 'owner';

export type Delivery = { register(channel: Channel): void; channel(name: string): Channel | undefined };

/** The channels of this process. `app.ts` registers them, so that a module can send without knowing any. */
export function openDelivery(): Delivery {
	const channels = new Map<string, Channel>();
	return {
		register: (channel) => void channels.set(channel.name, channel),
		channel: (name) => channels.get(name),
	};
}
