/** The calendar day there, as `YYYY-MM-DD`. */
export function dayIn(zone: string, at: Date): string {
	// Sweden writes dates as ISO does.
	return new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(at);
}

/** A calendar day so many days later, or earlier for a negative number. */
export function addDays(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}
