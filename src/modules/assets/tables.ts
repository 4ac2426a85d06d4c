/** A machine, as everybody reads it who may. */
export type Asset = {
	id: string;
	/** As it is printed on the plate. */
	serial_number: string;
	model: string;
	kind: string;
	address: string;
	customer_id: string | null;
	/** `YYYY-MM-DD`, as are all days. */
	commissioned_on: string | null;
	warranty_until: string | null;
	created_at: Date;
	updated_at: Date;
};

declare module '#core/db.ts' {
	interface Tables {
		assets: Asset & { serial_key: string };
	}
}
