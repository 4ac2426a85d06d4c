import type { IconName } from '../icons.ts';

/** Where the console's frame and its palette lead. */
export type Place = {
	href: string;
	label: string;
	icon: IconName;
	/** What waits there. */ count?: number | undefined;
};
