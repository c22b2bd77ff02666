namespace EdgeNoc.Collector.Sites.Broker;

/// <summary>The broker's users. Everything can be asked for twice.</summary>
internal interface IBrokerAdmin
{
    /// <summary>Makes a user, or gives the one there is a new password; its session ends. Null, or why it could not be done now.</summary>
    Task<string?> PutAsync(BrokerUser user, string password, CancellationToken ct);

    /// <summary>Removes a user; its session ends at once. Null, or why it could not be done now.</summary>
    Task<string?> RemoveAsync(string name, CancellationToken ct);
}

/// <summary>Where nobody set up the administration of the broker.</summary>
internal sealed class NoBrokerAdmin : IBrokerAdmin
{
    private const string Problem = "the collector's config has no broker_admin, so it can make no broker users";

    public Task<string?> PutAsync(BrokerUser user, string password, CancellationToken ct) => Task.FromResult<string?>(Problem);

    public Task<string?> RemoveAsync(string name, CancellationToken ct) => Task.FromResult<string?>(Problem);
}
