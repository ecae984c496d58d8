import numpy as np
import pandas as pd
def location_quotient(x):
    return x.div(x.sum(axis=1), axis=0) / (x.sum() / x.to_numpy().sum())
def cluster_stars(x, *, threshold=2, size=.01, focus=.01):
    s = (location_quotient(x) >= threshold).astype(int) + (x / x.sum() >= size).astype(int) + (x.div(x.sum(axis=1), axis=0) >= focus).astype(int)
    return pd.DataFrame({"stars": s.stack()})
