namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>Why a template is refused.</summary>
/// <param name="Line">From 1; 0 where it is not about one line.</param>
/// <param name="Reason">What is wrong and what to write instead.</param>
internal sealed record TemplateProblem(int Line, string Reason);
