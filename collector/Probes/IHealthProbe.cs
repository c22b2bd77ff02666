namespace EdgeNoc.Collector.Probes;

/// <summary>One part of the collector that can be well or not: <c>broker</c>, <c>database</c>, <c>channel</c>.</summary>
public interface IHealthProbe
{
    /// <summary>The key in the answer of <c>/healthz</c>.</summary>
    string Name { get; }

    /// <summary>The present state, from memory: it must not wait for anything.</summary>
    Health Check();
}

/// <summary>Whether a part is well, and in a sentence what is so or what to do.</summary>
public sealed record Health(bool Healthy, string Detail);
