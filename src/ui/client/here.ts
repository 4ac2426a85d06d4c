/** Offers to tell where the device is, beside the address that people write. */
export function findHere(place: HTMLElement): void {
	const [lat, lon] = place.querySelectorAll<HTMLInputElement>('input[type=hidden]');
	const address = place.querySelector('textarea');
	const button = place.querySelector('button');
	const status = place.querySelector('[role=status]');
	if (!lat || !lon || !address || !button || !status || !('geolocation' in navigator)) return;
	button.hidden = false;
	button.addEventListener('click', () => {
		button.disabled = true;
		const say = (words = '') => {
			button.disabled = false;
			status.textContent = words;
		};
		navigator.geolocation.getCurrentPosition(
			({ coords: { latitude, longitude } }) => {
				[lat.value, lon.value] = [latitude.toFixed(5), longitude.toFixed(5)];
				if (address.value === '') address.value = `${lat.value}, ${lon.value}`;
				say(place.dataset.found);
				address.focus();
			},
			() => say(place.dataset.unknown),
			{ timeout: 15_000, maximumAge: 60_000 },
		);
	});
}
