using EdgeNoc.Collector.Alerts;

namespace EdgeNoc.Collector.Replies;

/// <summary>Somebody who is known by where he writes from.</summary>
/// <param name="Id">The contact's id.</param>
/// <param name="Name">What people call him.</param>
/// <param name="Language">Null: the site's.</param>
/// <param name="Zone">His own, for answers that are about no site.</param>
/// <param name="Role">What he may do.</param>
/// <param name="Address">His address as it stands in the contact: what came may be written otherwise.</param>
internal sealed record Person(string Id, string Name, string? Language, TimeZoneInfo Zone, Role Role, string Address)
{
    /// <param name="via">The way he writes.</param>
    public Actor As(string via) => new(Id, Name, via);
}
