/** Whether the command palette is open; any page may open it. */
class PaletteState {
	open = $state(false);

	show(): void {
		this.open = true;
	}
}

export const palette = new PaletteState();
