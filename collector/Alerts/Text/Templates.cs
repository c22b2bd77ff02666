using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>What people made of the shipped texts.</summary>
internal sealed class Templates
{
    /// <summary>To be used within this transaction only: a template that fails is noted there.</summary>
    public static Templates Of(Db db, DateTimeOffset now) => new();
}
