from apps.roadmaps.models.refresh_proposal import RefreshPart, RefreshProposal
from apps.roadmaps.models.roadmap import Roadmap
from apps.roadmaps.models.roadmap_changelog import RoadmapChangelog
from apps.roadmaps.models.roadmap_section import RoadmapSection
from apps.roadmaps.models.section_type import SectionType

__all__ = ["RefreshPart", "RefreshProposal", "Roadmap", "RoadmapChangelog", "RoadmapSection", "SectionType"]
