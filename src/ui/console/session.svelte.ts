/** Whether the member's session ended while a page was open. The frame watches it and lets them sign in over the page. */
class Session {
	ended = $state(false);

	end(): void {
		this.ended = true;
	}

	again(): void {
		this.ended = false;
	}
}

export const session = new Session();
