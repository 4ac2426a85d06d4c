/** Whether the member has to sign in again while a page is open. The frame watches it and lets them do so over the page. */
class Session {
	ended = $state(false);
	/** It still holds, but was begun too long ago for what was asked. */
	isStale = $state(false);

	end({ isStale = false } = {}): void {
		this.ended = true;
		this.isStale = isStale;
	}

	again(): void {
		this.ended = false;
	}
}

export const session = new Session();
