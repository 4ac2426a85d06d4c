import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { fold } from '../folded.ts';

const LONGEST = 200;

/** The phone number in an answer as E.164 (`+66812345678`), a local one being of that country (ISO 3166, two letters). */
export function readPhone(text: string, { country }: { country: string }): string | undefined {
	const { text: folded } = fold(text.slice(0, LONGEST), 'en');
	const number = parsePhoneNumberFromString(folded, { ...countryOf(country), extract: true });
	return number?.isValid() ? number.number : undefined;
}

function countryOf(country: string): { defaultCountry?: CountryCode } {
	const code = country.toUpperCase();
	return isSupportedCountry(code) ? { defaultCountry: code } : {};
}
