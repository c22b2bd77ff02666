namespace EdgeNoc.Collector.Config;

/// <summary>A password or key that cannot slip into a log: printing it, or a record that holds it, shows three stars.</summary>
public sealed class Secret(string value)
{
    /// <summary>The value itself, for the one place that sends it.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
