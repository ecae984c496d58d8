from pathlib import Path
import pandas as pd
def load(name):
    return pd.read_csv(Path(__file__).parents[2]/"datasets"/name/f"{name}.csv", dtype={"code": str, "flag": str})
