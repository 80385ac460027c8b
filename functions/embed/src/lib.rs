//! Serves the files of the widget and the demo page.
