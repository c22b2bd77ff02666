using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web;

/// <summary>A button that has a site's agent do something; its answer comes into the place <c>#ran</c> of the page.</summary>
internal sealed record RunButton(string Site, string Command, Word Name, params IReadOnlyList<(string Name, string Value)> Args);
