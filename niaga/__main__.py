from niaga.cli import app

app()
