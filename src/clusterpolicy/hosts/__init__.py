"""Where exercises live: a static page or JupyterLab. The only code that knows a host."""
