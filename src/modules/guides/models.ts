/** What counts in choosing, of each compressor: powers in kW, pressures in bar, air in m³/min at the pressure, noise in dB(A) at 1 m, prices in euros without tax. */
export type Model = {
	id: string;
	kind: 'piston' | 'screw';
	/** Air delivered, by the pressure of the version; the highest is what it can be had for. */
	air: Readonly<Record<number, number>>;
	phases: readonly (1 | 3)[];
	/** Hours a day for which it is made. */
	hours: number;
	noise: number;
	price: number;
	/** Follows what is used: spares power where that changes. */
	variable: boolean;
};

export const MODELS: readonly Model[] = [
	{ id: 'KP 2', kind: 'piston', air: { 8: 0.25 }, phases: [1, 3], hours: 3, noise: 76, price: 1_180, variable: false },
	{
		id: 'KA 5',
		kind: 'screw',
		air: { 8: 0.8, 10: 0.68, 13: 0.53 },
		phases: [3],
		hours: 24,
		noise: 62,
		price: 4_650,
		variable: false,
	},
	{
		id: 'KA 11',
		kind: 'screw',
		air: { 8: 1.75, 10: 1.48, 13: 1.16 },
		phases: [3],
		hours: 24,
		noise: 65,
		price: 7_400,
		variable: false,
	},
	{
		id: 'KA 22',
		kind: 'screw',
		air: { 8: 3.6, 10: 3.05, 13: 2.45 },
		phases: [3],
		hours: 24,
		noise: 68,
		price: 12_900,
		variable: false,
	},
	{ id: 'KA 22 V', kind: 'screw', air: { 8: 3.55 }, phases: [3], hours: 24, noise: 67, price: 16_800, variable: true },
];
