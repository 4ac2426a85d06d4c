import type { Generated } from 'kysely';
import type { Calendar } from '#core/calendar/calendar.ts';
import type { Json } from '#core/tables.ts';
import type { Answers } from '#journeys/definition.ts';
import type { Check, Money, OwedReason, Rated, Terms, VisitState, Wording } from './kinds.ts';
import type { DayPart, WaitingEnd, WaitingState } from './waitlist/kinds.ts';

declare module '#core/db.ts' {
	interface Tables {
		places: {
			id: string;
			name: string;
			address: string;
			lat: number | null;
			lon: number | null;
			zone: string;
			areas: Generated<string[]>;
			active: boolean;
			created_at: Date;
		};
		crews: {
			id: string;
			name: string;
			place_id: string | null;
			colour: string;
			active: boolean;
			created_at: Date;
		};
		workers: {
			id: string;
			name: string;
			member_id: string | null;
			crew_id: string | null;
			place_id: string;
			zone: string;
			skills: string[];
			week: Json<Calendar['week']>;
			exceptions: Json<Calendar['exceptions']>;
			active: boolean;
			created_at: Date;
		};
		resources: {
			id: string;
			kind: string;
			name: string;
			place_id: string | null;
			active: boolean;
			created_at: Date;
		};
		visit_types: {
			id: string;
			code: string;
			names: Json<Wording>;
			descriptions: Json<Wording>;
			price_notes: Json<Wording>;
			minutes: number;
			people: number;
			people_max: number;
			skills: string[];
			resource_kinds: string[];
			buffer_before: number;
			buffer_after: number;
			step: number;
			arrival_window: number;
			notice: number;
			horizon_days: number;
			move_until: number;
			cancel_until: number;
			late_fee: Json<Money> | null;
			checklist: Json<Check[]>;
			position: number;
			active: boolean;
			created_at: Date;
		};
		visits: {
			id: string;
			code: string;
			customer_id: string;
			state: VisitState;
			held_until: Date | null;
			starts_at: Date;
			ends_at: Date;
			window_from: Date;
			window_until: Date;
			address: string;
			lat: number | null;
			lon: number | null;
			zone: string;
			people: number;
			note: string;
			/** On which they are rung up about it. */
			phone: Generated<string>;
			/** The address of the customer to which is written about it. */
			contact_identity_id: string | null;
			lang: string | null;
			channel: string | null;
			journey_id: string | null;
			/** Held for somebody on the waitlist. */
			offered: Generated<boolean>;
			terms: Json<Terms>;
			version: Generated<number>;
			created_at: Date;
			updated_at: Date;
		};
		visit_items: { visit_id: string; position: number; visit_type_id: string; minutes: number };
		visit_workers: { visit_id: string; worker_id: string; span: string; brief: string };
		visit_resources: { visit_id: string; resource_id: string; span: string; brief: string };
		busy_times: {
			id: string;
			worker_id: string | null;
			resource_id: string | null;
			span: string;
			source: string;
			source_id: Generated<string | null>;
		};
		busy_sources: {
			id: string;
			worker_id: string;
			host: string;
			url_sealed: string;
			created_at: Date;
			fetched_at: Date | null;
			fault: string | null;
		};
		calendar_feeds: {
			id: string;
			worker_id: string | null;
			crew_id: string | null;
			token_hash: Buffer;
			created_at: Date;
		};
		visit_ratings: {
			visit_id: string;
			customer_id: string;
			journey_id: string | null;
			stars: number;
			good: Rated[];
			bad: Rated[];
			comment: string;
			call: boolean;
			created_at: Date;
		};
		waitlist: {
			id: string;
			customer_id: string;
			service: string;
			answers: Json<Answers>;
			email: string;
			from_day: string | null;
			until_day: string;
			part: DayPart;
			zone: string;
			lang: string;
			state: WaitingState;
			ended_by: WaitingEnd | null;
			journey_id: string | null;
			visit_id: string | null;
			offered_from: Date | null;
			offer_until: Date | null;
			offered_times: Generated<Date[]>;
			unanswered: Generated<number>;
			created_at: Date;
			updated_at: Date;
		};
		visit_plans: {
			id: string;
			customer_id: string;
			service: string;
			answers: Json<Answers>;
			email: string;
			every_months: number;
			next_on: string;
			zone: string;
			lang: string;
			active: Generated<boolean>;
			journey_id: string | null;
			proposed_at: Date | null;
			reminded: Generated<boolean>;
			created_at: Date;
			updated_at: Date;
		};
		amounts_owed: {
			id: string;
			customer_id: string;
			visit_id: string;
			reason: OwedReason;
			amount_minor: number;
			currency: string;
			state: 'owed' | 'waived';
			created_at: Date;
		};
	}
}
