import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A number of E.164 as people write it: `+84 912 345 678`. */
export const showPhone = (number: string): string =>
	parsePhoneNumberFromString(number)?.formatInternational() ?? number;
