using EdgeNoc.Dashboards;
using EdgeNoc.Dashboards.Preview;
using EdgeNoc.Dashboards.Queries;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>Pictures for the README, drawn from what the queries answer.</summary>
internal static class DashboardPreviews
{
    /// <summary>Draws all; GOLDEN=write keeps them beside the dashboards, otherwise they are below var.</summary>
    public static async Task<IReadOnlyList<string>> DrawAsync(PopsInInflux pops, Func<string, Substitution> filled)
    {
        var folder = Environment.GetEnvironmentVariable("GOLDEN") == "write" ? Path.Combine(RigDirectory.RepositoryRoot, "dashboards", "preview") : RigDirectory.New("previews");
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var dashboard in AllDashboards.List)
        {
            var substitution = filled(dashboard.Uid);
            var answers = new Dictionary<EdgeNoc.Dashboards.Model.Panel, IReadOnlyList<IReadOnlyList<Frame>>>(ReferenceEqualityComparer.Instance);
            foreach (var panel in dashboard.Panels)
            {
                var frames = new List<IReadOnlyList<Frame>>();
                foreach (var query in panel.Queries)
                {
                    using var answer = await pops.AskAsync(substitution.Fill(query.Text));
                    frames.Add(Frame.Of(answer));
                }

                answers[panel] = frames;
            }

            var path = Path.Combine(folder, $"{dashboard.Uid}.svg");
            await File.WriteAllTextAsync(path, DashboardPreview.Draw(dashboard, panel => answers[panel], substitution.Fill));
            files.Add(path);
        }

        return files;
    }
}
