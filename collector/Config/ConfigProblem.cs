namespace EdgeNoc.Collector.Config;

/// <summary>What is wrong in a config file.</summary>
/// <param name="Path"><c>broker.urls[0]</c>; empty for the file as a whole.</param>
/// <param name="Text">What is wrong, with the value, and what would be right.</param>
public sealed record ConfigProblem(string Path, string Text)
{
    public override string ToString() => Path.Length == 0 ? Text : $"{Path}: {Text}";
}
