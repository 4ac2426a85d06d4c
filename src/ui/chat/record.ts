export type Recording = { stop(name: string): Promise<File | undefined>; cancel(): void };

/** Safari records nothing else. */
const KINDS = ['audio/webm;codecs=opus', 'audio/mp4'];

/** Asks for the microphone and records; `heard` is told how loud it is (0..1) and for how many seconds. */
export async function record(heard: (level: number, seconds: number) => void): Promise<Recording> {
	const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
	const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
	const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
	const parts: Blob[] = [];
	recorder.ondataavailable = ({ data }) => void parts.push(data);
	const silence = listen(stream, heard);
	let isReleased = false;
	const release = () => {
		if (isReleased) return;
		isReleased = true;
		silence();
		for (const track of stream.getTracks()) track.stop();
	};
	recorder.start();
	return {
		stop: async (name) => {
			const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
			recorder.stop();
			await ended;
			release();
			const type = recorder.mimeType.split(';')[0] ?? '';
			return new File(parts, `${name}.${type.endsWith('mp4') ? 'm4a' : 'webm'}`, { type });
		},
		cancel: () => {
			if (recorder.state !== 'inactive') recorder.stop();
			release();
		},
	};
}

function listen(stream: MediaStream, heard: (level: number, seconds: number) => void): () => void {
	const context = new AudioContext();
	const analyser = context.createAnalyser();
	context.createMediaStreamSource(stream).connect(analyser);
	const samples = new Uint8Array(analyser.fftSize);
	const timer = setInterval(() => {
		analyser.getByteTimeDomainData(samples);
		heard(Math.min(1, (Math.max(...samples) - 128) / 64), context.currentTime);
	}, 100);
	return () => {
		clearInterval(timer);
		void context.close();
	};
}
