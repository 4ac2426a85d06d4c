/** Two soft tones, made here: there is no file to load. */
export function chime(): void {
	const context = new AudioContext();
	const volume = context.createGain();
	volume.connect(context.destination);
	volume.gain.setValueAtTime(0.08, context.currentTime);
	volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.5);
	for (const [i, frequency] of [660, 880].entries()) {
		const tone = context.createOscillator();
		tone.frequency.value = frequency;
		tone.connect(volume);
		tone.start(context.currentTime + i * 0.12);
		tone.stop(context.currentTime + 0.5);
	}
	setTimeout(() => void context.close(), 1_000);
}
