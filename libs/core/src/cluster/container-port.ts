/** What a dyno that listens is given as `PORT`; the host's port in front of it is another. */
export const CONTAINER_PORT = 5000;
