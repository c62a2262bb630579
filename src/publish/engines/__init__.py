"""One thin wrapper per foreign engine, turning its errors into ours."""
