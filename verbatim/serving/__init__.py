"""Running the assistant: the model, the actions in process, the server, the terminal."""
