from apps.roadmaps.models.roadmap import Roadmap
from apps.roadmaps.models.roadmap_section import RoadmapSection
from apps.roadmaps.models.section_type import SectionType

__all__ = ["Roadmap", "RoadmapSection", "SectionType"]
