/** A stretch of open time by the clocks there: `09:00` to `17:30`; `24:00` is the end of the day. */
export type Shift = { from: string; to: string };

/** A day unlike its weekday: no shifts, and it is closed. */
export type Exception = { day: string; name: string; shifts: readonly Shift[] };

/** When somebody is there. Over midnight is two shifts: `22:00`–`24:00`, and `00:00`–`06:00` on the next day. */
export type Calendar = {
	/** IANA. */
	zone: string;
	/** Seven, Monday first. Shifts of a day are in order and do not overlap. */
	week: readonly (readonly Shift[])[];
	exceptions: readonly Exception[];
};

const ALL_DAY: readonly Shift[] = [{ from: '00:00', to: '24:00' }];

/** Seven days of twenty-four hours. */
export const AROUND_THE_CLOCK: Calendar = {
	zone: 'UTC',
	week: Array.from({ length: 7 }, () => ALL_DAY),
	exceptions: [],
};

/** Minutes since midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
